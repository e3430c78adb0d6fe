package dev.buzon.store.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Many threads that begin at the same moment. */
final class Parallel {
    private Parallel() {}

    /** What one of them does. */
    interface Task {
        void run(int i) throws Exception;
    }

    /** Runs them all and fails when one of them does, or after a minute. */
    static void run(int threads, Task task) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int mine = i;
                Callable<Boolean> body =
                        () -> {
                            start.await();
                            task.run(mine);
                            return true;
                        };
                running.add(executor.submit(body));
            }
            start.countDown();
            for (Future<Boolean> one : running) {
                one.get(1, TimeUnit.MINUTES);
            }
        }
    }
}
