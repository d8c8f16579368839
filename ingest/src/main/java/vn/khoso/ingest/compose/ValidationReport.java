package vn.khoso.ingest.compose;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import vn.khoso.ingest.bag.SecondJudge.Opinion;
import vn.khoso.ingest.describe.DescribedSip;
import vn.khoso.ingest.step.Outcome.Judged;
import vn.khoso.schemas.codec.json.CanonicalJson;
import vn.khoso.schemas.codec.json.FileJson;
import vn.khoso.schemas.codec.json.FindingJson;

/** {@code metadata/validation.json}: what was found, what the tools said, what the second judge said, by which agreement. */
final class ValidationReport {

    static final String PATH = "metadata/validation.json";

    private static final String SCHEMA = "https://khoso.vn/schema/validation/1";

    private ValidationReport() {}

    static byte[] write(Judged<DescribedSip> judged, int agreementVersion) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("schema", SCHEMA);
        root.put("agreementVersion", agreementVersion);
        ArrayNode findings = root.putArray("findings");
        judged.findings().forEach(finding -> findings.add(FindingJson.write(finding)));
        ObjectNode files = root.putObject("files");
        judged.value().bag().said().forEach((path, said) -> files.set(path.value(), FileJson.write(said)));
        Opinion opinion = judged.value().bag().bag().second();
        root.putObject("secondJudge")
                .put("program", opinion.program())
                .put("verdict", opinion.kind().name())
                .put("reason", opinion.reason())
                .put("unexplained", judged.value().bag().bag().unexplained());
        return CanonicalJson.bytes(root);
    }
}
