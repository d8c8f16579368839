/**
 * AIPs as OCFL 1.1 objects on a file system, written by ourselves because nobody else's writer flushes.
 *
 * <p>Invariants: what is visible in the layout was flushed before it became visible; nothing in it is ever written in
 * place; every change of the volume goes through {@link vn.khoso.preservation.storage.file.DurableFiles}, so that a failed
 * flush fences the whole volume; what a publish needs to be finished or undone is named by its folder in {@code staging/}.
 */
@NullMarked
@OaisFunction(entity = OaisEntity.ARCHIVAL_STORAGE, function = "Receive Data, Provide Data, Error Checking")
package vn.khoso.preservation.storage.file;

import org.jspecify.annotations.NullMarked;
import vn.khoso.schemas.oais.OaisEntity;
import vn.khoso.schemas.oais.OaisFunction;
