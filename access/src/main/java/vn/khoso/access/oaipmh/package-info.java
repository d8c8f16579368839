/**
 * The Open Archives Initiative Protocol for Metadata Harvesting, version 2.0: six verbs to the letter. Stateless: a
 * resumption token carries all that a page needs, sealed.
 */
@NullMarked
@OaisFunction(entity = OaisEntity.ACCESS, function = "Coordinate Access Activities")
package vn.khoso.access.oaipmh;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
