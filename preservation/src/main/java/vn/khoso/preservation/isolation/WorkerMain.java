package vn.khoso.preservation.isolation;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ProxySelector;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.LogManager;

/**
 * The main program of a worker process. {@code args[0]} is the task, the rest its arguments.
 *
 * <p>Ends when its standard input ends, even in the middle of a file: a server that dies leaves no worker behind.
 */
public final class WorkerMain {

    /** Exit code after the task threw: the pool starts a fresh process rather than trust this one. */
    private static final int SPOILT = 4;

    private static final int CANNOT_START = 5;

    /** Deep nesting ends in StackOverflowError, which is caught; a larger stack only makes that later. */
    private static final long STACK_BYTES = 4L * 1024 * 1024;

    private final DataInputStream questions;
    private final DataOutputStream answers;
    private final BlockingQueue<Frames.Frame> waiting = new LinkedBlockingQueue<>();

    private WorkerMain(DataInputStream questions, DataOutputStream answers) {
        this.questions = questions;
        this.answers = answers;
    }

    public static void main(String[] args) {
        DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in));
        DataOutputStream out = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
        harden();
        WorkerMain worker = new WorkerMain(in, out);
        new Thread(null, () -> worker.work(List.of(args)), "task", STACK_BYTES).start();
        worker.listen();
    }

    /** Nothing that a library prints may get between the frames, and no address is opened. */
    private static void harden() {
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        LogManager.getLogManager().reset();
        URL.setURLStreamHandlerFactory(new RefusingUrls());
        ProxySelector.setDefault(null);
    }

    private void listen() {
        try {
            Optional<Frames.Frame> next = Frames.read(questions, WorkerPool.LARGEST_QUESTION);
            while (next.isPresent()) {
                waiting.add(next.get());
                next = Frames.read(questions, WorkerPool.LARGEST_QUESTION);
            }
            Runtime.getRuntime().halt(0);
        } catch (IOException e) {
            Runtime.getRuntime().halt(0); // the parent is gone: there is nobody to tell
        }
    }

    /** The isolation edge: whatever the task throws is told to the parent, and then this process ends. */
    private void work(List<String> args) {
        try {
            WorkerTask task = Class.forName(args.get(0))
                    .asSubclass(WorkerTask.class)
                    .getConstructor()
                    .newInstance();
            task.prepare(args.subList(1, args.size()));
            System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
            Frames.write(answers, Frames.READY, new byte[0]);
            serve(task);
        } catch (Throwable e) {
            e.printStackTrace(); // the pool keeps the tail of it, and says it when no worker comes up
            Runtime.getRuntime().halt(CANNOT_START);
        }
    }

    private void serve(WorkerTask task) throws InterruptedException, IOException {
        while (true) {
            Frames.Frame frame = waiting.take();
            try {
                DataInputStream body = new DataInputStream(new ByteArrayInputStream(frame.body()));
                Path file = Path.of(body.readUTF());
                Frames.write(answers, Frames.ANSWER, task.run(file, body.readAllBytes()));
            } catch (Throwable e) {
                Frames.write(answers, Frames.THREW, e.toString().getBytes(StandardCharsets.UTF_8));
                Runtime.getRuntime().halt(SPOILT);
            }
        }
    }
}
