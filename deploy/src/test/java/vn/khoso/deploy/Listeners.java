package vn.khoso.deploy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** On which addresses and TCP ports processes listen, as the kernel itself says ({@code /proc}). */
final class Listeners {

    private Listeners() {}

    /** One open port. */
    record Listener(InetAddress address, int port) {

        @Override
        public String toString() {
            return address.getHostAddress() + ":" + port;
        }
    }

    /** Those of a process and of everything that it started. */
    static List<Listener> of(ProcessHandle process) throws IOException {
        Set<String> sockets = new HashSet<>();
        for (ProcessHandle one :
                Stream.concat(Stream.of(process), process.descendants()).toList()) {
            sockets.addAll(socketsOf(one.pid()));
        }
        List<Listener> listeners = new ArrayList<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] cells = line.strip().split("\\s+");
                if (cells.length > 9 && cells[3].equals("0A") && sockets.contains(cells[9])) {
                    String[] local = cells[1].split(":");
                    listeners.add(new Listener(address(local[0]), Integer.parseInt(local[1], 16)));
                }
            }
        }
        return listeners;
    }

    /** Groups of four bytes, each as a little-endian machine reads a number. An IPv4 address inside IPv6 is that address. */
    private static InetAddress address(String hex) throws IOException {
        byte[] kernel = HexFormat.of().parseHex(hex);
        byte[] network = new byte[kernel.length];
        for (int i = 0; i < kernel.length; i++) {
            network[i] = kernel[(i & ~3) + 3 - (i & 3)];
        }
        return InetAddress.getByAddress(network);
    }

    private static Set<String> socketsOf(long pid) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path one : open) {
                inode(one).ifPresent(inodes::add);
            }
        } catch (NoSuchFileException ended) {
            return Set.of();
        }
        return inodes;
    }

    private static java.util.Optional<String> inode(Path descriptor) throws IOException {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("socket:[")
                    ? java.util.Optional.of(target.substring(8, target.length() - 1))
                    : java.util.Optional.empty();
        } catch (NoSuchFileException closed) {
            return java.util.Optional.empty();
        }
    }
}
