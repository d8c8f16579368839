/**
 * Child processes in which bytes from strangers are read.
 *
 * <p>A parser that hangs, dies or eats its memory takes its own process with it and nothing else. This room knows
 * processes, deadlines and frames; what is done inside is a {@link vn.khoso.preservation.isolation.WorkerTask} of another
 * room. Decision: {@code preservation/decisions/0101-untrusted-bytes-in-child-processes.md}.
 */
@NullMarked
@OaisFunction(entity = OaisEntity.COMMON_SERVICES, function = "Process Control")
package vn.khoso.preservation.isolation;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
