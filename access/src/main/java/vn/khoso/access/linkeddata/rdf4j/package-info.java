/** The graph in RDF4J on LMDB: follows the catalogue, answers read-only queries within limits; can be deleted at any time. */
@NullMarked
@OaisFunction(entity = OaisEntity.ACCESS, function = "Coordinate Access Activities")
package vn.khoso.access.linkeddata.rdf4j;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
