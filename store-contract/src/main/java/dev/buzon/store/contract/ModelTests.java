package dev.buzon.store.contract;

import org.junit.jupiter.api.Test;

/** Random actions, compared step by step with a simple model. */
interface ModelTests extends OnTheBench {
    /** Actions in one run. */
    int ACTIONS = Integer.getInteger("model.actions", 3_000);

    @Test
    default void randomActionsDoWhatASimpleModelDoes() throws Exception {
        new Model(bench(), Bench.SEED).run(ACTIONS);
    }
}
