package dev.buzon.store.contract;

/** A group of contract tests: it asks for the store that the test runs on. */
interface OnTheBench {
    /** The store of this test, and what to do with it. */
    Bench bench();
}
