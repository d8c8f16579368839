package vn.khoso.preservation.isolation;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets a worker run code of a module that this one must not know: a public static method {@code byte[] name(byte[])}, named by
 * the two task arguments, class and method. It is given the question; the file is for the deadline only.
 */
public final class StaticAnswerTask implements WorkerTask {

    private @Nullable Method method;

    @Override
    public void prepare(List<String> arguments) throws ReflectiveOperationException {
        method = Class.forName(arguments.get(0)).getMethod(arguments.get(1), byte[].class);
    }

    @Override
    public byte[] run(Path file, byte[] question) throws ReflectiveOperationException {
        if (method == null || !(method.invoke(null, (Object) question) instanceof byte[] answer)) {
            throw new IllegalStateException("no answer");
        }
        return answer;
    }
}
