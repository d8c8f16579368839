/**
 * What files are and whether they are sound: the port, the facts that tools give, and how facts become a judgement.
 *
 * <p>Tools run in a worker process ({@code format.isolated}) and give facts only; {@link
 * vn.khoso.preservation.format.FormatJudgement} runs in the server and makes findings of them.
 */
@NullMarked
@OaisFunction(
        entity = OaisEntity.INGEST,
        function = "Quality Assurance",
        evidence = {"4.1.5", "4.2.5.1"})
package vn.khoso.preservation.format;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
