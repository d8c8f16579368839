/**
 * A province's deposits made up for a first look, for tests and for the bench: real procedures, invented people.
 *
 * <p>The room writes packages and never reads one; its use of PDFBox is to write pages, so that no stranger's bytes reach
 * that library here (decision {@code schemas/decisions/0004}).
 */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Demonstration material")
package vn.khoso.ingest.demo;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
