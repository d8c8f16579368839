/** The launcher: how the server is set up and run. */
@NullMarked
package vn.khoso.deploy;

import org.jspecify.annotations.NullMarked;
