package vn.khoso.schemas.codec.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import vn.khoso.schemas.finding.Finding;
import vn.khoso.schemas.finding.FindingCode;
import vn.khoso.schemas.finding.FindingLevel;
import vn.khoso.schemas.finding.JudgedFinding;

/** Findings as JSON: {@code {"code":"BAG-DIGEST-MISMATCH","subject":"data/a.pdf","arguments":{...},"level":"REFUSE"}}. */
public final class FindingJson {

    private FindingJson() {}

    public static ObjectNode write(Finding finding) {
        ObjectNode json = StrictJson.object();
        json.put("code", finding.code().code());
        json.put("subject", finding.subject());
        json.set("arguments", Fields.map(finding.arguments()));
        return json;
    }

    public static ObjectNode write(JudgedFinding judged) {
        return write(judged.finding()).put("level", judged.level().name());
    }

    /** @throws IllegalArgumentException when it is not what {@link #write(Finding)} wrote */
    public static Finding read(JsonNode json) {
        Fields fields = new Fields(json);
        String code = fields.text("code");
        return new Finding(
                FindingCode.ofCode(code).orElseThrow(() -> new IllegalArgumentException("no finding code " + code)),
                fields.text("subject"),
                fields.map("arguments"));
    }

    /** @throws IllegalArgumentException when it is not what {@link #write(JudgedFinding)} wrote */
    public static JudgedFinding readJudged(JsonNode json) {
        return new JudgedFinding(read(json), FindingLevel.valueOf(new Fields(json).text("level")));
    }
}
