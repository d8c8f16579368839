/** The street: assembly, security, pages and health. */
@NullMarked
package vn.khoso.server;

import org.jspecify.annotations.NullMarked;
