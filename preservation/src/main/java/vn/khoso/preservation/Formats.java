package vn.khoso.preservation;

import java.nio.file.Path;
import vn.khoso.preservation.format.FormatTools;
import vn.khoso.schemas.format.Characterisation;
import vn.khoso.schemas.oais.PackagePath;

/** Identification and validation of file formats. */
public final class Formats {

    private final FormatTools tools;

    public Formats(FormatTools tools) {
        this.tools = tools;
    }

    /** @see FormatTools#characterise */
    public Characterisation characterise(Path file, PackagePath name) {
        return tools.characterise(file, name);
    }
}
