package vn.khoso.access.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import vn.khoso.access.step.Dip;
import vn.khoso.access.step.RecordAnswer;
import vn.khoso.schemas.catalogue.RecordEntry;
import vn.khoso.schemas.codec.json.ResultJson;
import vn.khoso.schemas.codec.json.RetentionJson;
import vn.khoso.schemas.discovery.FacetName;
import vn.khoso.schemas.discovery.SearchPage;
import vn.khoso.schemas.oais.FileObject;

/** What this edge says, as JSON. */
final class AccessJson {

    private AccessJson() {}

    static ObjectNode page(SearchPage page) {
        ObjectNode json = object();
        json.put("total", page.total());
        json.put("totalExact", page.totalExact());
        json.put("journalLag", page.journalLag());
        page.next().ifPresent(next -> json.put("next", next));
        ArrayNode records = json.putArray("records");
        for (SearchPage.Hit hit : page.hits()) {
            ObjectNode one = records.addObject();
            one.put("id", hit.id().toString());
            one.put("href", "/api/v1/records/" + hit.id().uuid());
            one.put("documentName", hit.documentName());
            one.put("summary", hit.summary());
            hit.referenceNumber().ifPresent(number -> one.put("referenceNumber", number));
            one.put("issuedDate", hit.issuedDate());
            one.put("issuingAgencyName", hit.issuingAgencyName());
            one.put("validity", hit.validity());
        }
        ObjectNode facets = json.putObject("facets");
        for (FacetName facet : FacetName.values()) {
            ArrayNode values = facets.putArray(facet.code());
            page.facets()
                    .getOrDefault(facet, java.util.List.of())
                    .forEach(value -> values.addObject()
                            .put("value", value.value())
                            .put("label", value.label())
                            .put("count", value.count()));
        }
        return json;
    }

    static ObjectNode record(RecordAnswer.Found found) {
        RecordEntry entry = found.entry();
        ObjectNode json = object();
        json.put("id", entry.id().toString());
        json.put("aip", entry.aip().toString());
        json.put("changedAt", entry.changedAt().toString());
        json.set("result", ResultJson.write(entry.result()));
        json.set("retention", RetentionJson.write(entry.retention()));
        json.put("content", found.content());
        json.put("proof", "/api/v1/records/" + entry.id().uuid() + "/proof");
        ArrayNode left = json.putArray("redacted");
        found.redactions().stream().map(Enum::name).sorted().forEach(left::add);
        ArrayNode files = json.putArray("files");
        for (int n = 0; n < entry.files().size(); n++) {
            FileObject file = entry.files().get(n);
            ObjectNode one = files.addObject();
            one.put("href", "/api/v1/records/" + entry.id().uuid() + "/files/" + n);
            one.put("path", file.path().value());
            one.put("size", file.size());
            one.put("sha256", file.sha256().hex());
            one.put("mediaType", file.format().mediaType());
            file.format().puid().ifPresent(puid -> one.put("puid", puid));
        }
        return json;
    }

    static ObjectNode dip(Dip dip) {
        ObjectNode json = object();
        json.put("id", dip.id().toString());
        json.put("state", dip.state().name());
        json.put("form", dip.form().code());
        json.put("orderedAt", dip.orderedAt().toString());
        json.put("expiresAt", dip.expiresAt().toString());
        ArrayNode records = json.putArray("records");
        dip.records().forEach(record -> records.add(record.toString()));
        dip.content()
                .ifPresent(content -> json.putObject("content")
                        .put("href", "/api/v1/dips/" + dip.id().uuid() + "/content")
                        .put("fileName", content.fileName())
                        .put("mediaType", content.mediaType())
                        .put("size", content.size())
                        .put("sha256", content.sha256().hex()));
        dip.trouble().ifPresent(trouble -> json.put("trouble", trouble));
        return json;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
