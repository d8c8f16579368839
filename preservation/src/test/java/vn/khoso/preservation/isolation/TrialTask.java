package vn.khoso.preservation.isolation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A task that does what it is told, also what no task should. Runs in the child. */
public final class TrialTask implements WorkerTask {

    private int asked;

    @Override
    public void prepare(List<String> arguments) {
        if (arguments.contains("refuse-to-start")) {
            throw new IllegalStateException("told not to start");
        }
    }

    @Override
    public byte[] run(Path file, byte[] question) throws Exception {
        asked++;
        String[] words = new String(question, StandardCharsets.UTF_8).split(" ");
        return switch (words[0]) {
            case "size" -> text(Long.toString(Files.size(file)));
            case "count" -> text(Integer.toString(asked));
            case "pid" -> text(Long.toString(ProcessHandle.current().pid()));
            case "folder" -> text(Path.of("").toAbsolutePath().toString());
            case "hang" -> hang();
            case "memory" -> memory();
            case "deep" -> text(Integer.toString(deep(0)));
            case "throw" -> throw new IOException("as told");
            case "exit" -> exit();
            case "noise" -> noise();
            case "flood" -> new byte[WorkerPool.LARGEST_ANSWER + 1];
            case "fetch" -> fetch(words[1]);
            case "connect" -> connect(Integer.parseInt(words[1]));
            case "thaw" -> thaw();
            case "environment" -> text(System.getenv().keySet().toString());
            default -> text("?");
        };
    }

    private static byte[] text(String words) {
        return words.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hang() {
        long turns = 0;
        while (turns >= 0) { // takes no notice of interrupts, as the parsers that it stands for
            turns = (turns + 1) % 1_000_000;
        }
        return text("never");
    }

    private static byte[] memory() {
        List<byte[]> all = new ArrayList<>();
        while (all.size() < 1_000_000) {
            all.add(new byte[1_000_000]);
        }
        return text("never");
    }

    private static int deep(int level) {
        return deep(level + 1) + 1;
    }

    private static byte[] exit() {
        Runtime.getRuntime().halt(7);
        return text("never");
    }

    private static byte[] noise() {
        System.out.println("A between the frames");
        System.err.println("and beside them");
        return text("quiet");
    }

    private static byte[] fetch(String address) {
        try {
            URI.create(address).toURL().openStream().close();
            return text("fetched");
        } catch (IOException e) {
            return text("refused: " + e.getMessage());
        }
    }

    private static byte[] connect(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return text("connected " + socket.isConnected());
        } catch (IOException e) {
            return text("refused: " + e.getMessage());
        }
    }

    private static byte[] thaw() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new ArrayList<>(List.of("frozen")));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return text("thawed " + in.readObject());
        } catch (java.io.InvalidClassException e) {
            return text("refused: " + e.getMessage());
        }
    }
}
