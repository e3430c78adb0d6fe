/**
 * Which requirement is shown by which script or test: the registry docs/rfc/requirements.tsv, the
 * page docs/rfc/coverage.md made from it and from the scripts, and the tests that keep them honest.
 */
@NullMarked
package dev.buzon.e2e.coverage;

import org.jspecify.annotations.NullMarked;
