/** What tests of several rooms use. */
@NullMarked
package vn.khoso.schemas.testing;

import org.jspecify.annotations.NullMarked;
