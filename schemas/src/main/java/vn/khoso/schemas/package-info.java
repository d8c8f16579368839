/** The language of the archive: OAIS and PREMIS values, findings, codecs and schemas. */
@NullMarked
package vn.khoso.schemas;

import org.jspecify.annotations.NullMarked;
