package vn.khoso.schemas.codec.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import vn.khoso.schemas.format.Characterisation;
import vn.khoso.schemas.oais.DigestAlgorithm;
import vn.khoso.schemas.oais.FileObject;
import vn.khoso.schemas.oais.Fixity;
import vn.khoso.schemas.oais.FormatDesignation;
import vn.khoso.schemas.oais.PackagePath;

/** Described files, and what the tools said of them, as JSON. Digests are lower-case hex. */
public final class FileJson {

    private FileJson() {}

    public static ObjectNode write(FileObject file) {
        ObjectNode json = StrictJson.object();
        json.put("path", file.path().value());
        json.put("size", file.size());
        json.put("sha256", file.sha256().hex());
        json.put("sha512", file.sha512().hex());
        json.set("format", write(file.format()));
        return json;
    }

    /** @throws IllegalArgumentException when it is not what {@link #write(FileObject)} wrote */
    public static FileObject readFile(JsonNode json) {
        Fields fields = new Fields(json);
        return new FileObject(
                new PackagePath(fields.text("path")),
                fields.number("size"),
                new Fixity(DigestAlgorithm.SHA_256, fields.text("sha256")),
                new Fixity(DigestAlgorithm.SHA_512, fields.text("sha512")),
                readFormat(json.path("format")));
    }

    public static ObjectNode write(FormatDesignation format) {
        ObjectNode json = StrictJson.object();
        format.puid().ifPresent(puid -> json.put("puid", puid));
        json.put("mediaType", format.mediaType());
        format.name().ifPresent(name -> json.put("name", name));
        format.version().ifPresent(version -> json.put("version", version));
        return json;
    }

    /** @throws IllegalArgumentException when it is not what {@link #write(FormatDesignation)} wrote */
    public static FormatDesignation readFormat(JsonNode json) {
        Fields fields = new Fields(json);
        return new FormatDesignation(
                fields.optionalText("puid"),
                fields.text("mediaType"),
                fields.optionalText("name"),
                fields.optionalText("version"));
    }

    public static ObjectNode write(Characterisation said) {
        ObjectNode json = StrictJson.object();
        json.set("format", write(said.format()));
        json.put("verdict", said.verdict().name());
        json.set("tools", Fields.texts(said.tools()));
        json.set("properties", Fields.map(said.properties()));
        json.set("findings", Fields.list(said.findings(), FindingJson::write));
        return json;
    }

    /** @throws IllegalArgumentException when it is not what {@link #write(Characterisation)} wrote */
    public static Characterisation readCharacterisation(JsonNode json) {
        Fields fields = new Fields(json);
        return new Characterisation(
                readFormat(json.path("format")),
                Characterisation.Verdict.valueOf(fields.text("verdict")),
                fields.texts("tools"),
                fields.map("properties"),
                fields.list("findings", FindingJson::read));
    }
}
