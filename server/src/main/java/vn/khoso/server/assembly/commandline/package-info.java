/** What the launcher runs in a process of its own, without the container. */
@NullMarked
@OaisFunction(entity = OaisEntity.ADMINISTRATION, function = "Manage System Configuration")
package vn.khoso.server.assembly.commandline;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
