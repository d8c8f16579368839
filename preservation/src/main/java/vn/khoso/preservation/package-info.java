/** What is kept: storage, journal, catalogue, fixity, retention, planning and seals. */
@NullMarked
package vn.khoso.preservation;

import org.jspecify.annotations.NullMarked;
