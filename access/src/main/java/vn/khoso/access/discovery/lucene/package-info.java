/** The search index in Lucene: Vietnamese with and without marks, facets, cursors; can be deleted at any time. */
@NullMarked
@OaisFunction(entity = OaisEntity.ACCESS, function = "Coordinate Access Activities")
package vn.khoso.access.discovery.lucene;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
