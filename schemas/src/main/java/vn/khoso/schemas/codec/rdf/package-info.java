/**
 * Records as RDF: statements for the graph of public data, and SHACL shapes that judge a description. The only room that
 * knows Jena; statements are plain values, so that another store can load them.
 */
@NullMarked
@OaisFunction(
        entity = OaisEntity.COMMON_SERVICES,
        function = "Information model",
        evidence = {"4.1.5", "4.5.1"})
package vn.khoso.schemas.codec.rdf;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
