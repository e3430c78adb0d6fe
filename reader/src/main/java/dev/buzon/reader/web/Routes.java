package dev.buzon.reader.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Which request is answered by whom. A pattern is a path such as {@code /api/folders/*}, in which
 * {@code *} stands for one segment and {@code **} at the end for any number of them.
 */
public final class Routes {
    /** Answers a request. */
    @FunctionalInterface
    public interface Handler {
        /** The answer; whatever is thrown becomes one too. */
        Answer answer(Request request) throws RefusedException, IOException, InterruptedException;
    }

    private record Route(String method, List<String> pattern, Handler handler) {
        boolean fits(List<String> path) {
            boolean open = !pattern.isEmpty() && pattern.getLast().equals("**");
            int fixed = open ? pattern.size() - 1 : pattern.size();
            if (path.size() < fixed || (!open && path.size() > fixed)) {
                return false;
            }
            for (int i = 0; i < fixed; i++) {
                if (!pattern.get(i).equals("*") && !pattern.get(i).equals(path.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Route> routes = new ArrayList<>();

    /** One more; the first that fits answers. */
    public Routes add(String method, String pattern, Handler handler) {
        List<String> segments =
                pattern.equals("/") ? List.of() : List.of(pattern.substring(1).split("/", -1));
        routes.add(new Route(method, segments, handler));
        return this;
    }

    /** Asks the one whom this request is for; HEAD is answered like GET. */
    public Answer answer(Request request)
            throws RefusedException, IOException, InterruptedException {
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        var methods = new TreeSet<String>();
        for (Route route : routes) {
            if (route.fits(request.path())) {
                if (route.method().equals(method)) {
                    return route.handler().answer(request);
                }
                methods.add(route.method());
            }
        }
        if (methods.isEmpty()) {
            throw RefusedException.missing();
        }
        throw new RefusedException(405, "method", String.join(", ", methods));
    }
}
