/** The way in: from a submission to a signed receipt or a reasoned refusal. */
@NullMarked
package vn.khoso.ingest;

import org.jspecify.annotations.NullMarked;
