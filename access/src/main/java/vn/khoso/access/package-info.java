/** The way out: finding, rights and dissemination. */
@NullMarked
package vn.khoso.access;

import org.jspecify.annotations.NullMarked;
