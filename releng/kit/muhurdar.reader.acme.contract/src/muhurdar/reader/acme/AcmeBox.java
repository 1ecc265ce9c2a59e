package muhurdar.reader.acme;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import muhurdar.api.spi.ReaderFault;
import muhurdar.api.spi.ReaderFault.Kind;
import muhurdar.kit.ScriptedCard;

/** The imaginary reader itself. */
final class AcmeBox {

	private static final HexFormat HEX = HexFormat.of();
	private static final String ATR = "3b80800101";

	private static final class Slot {
		private ScriptedCard card;
		private Socket holder;
		private boolean unplugged;
	}

	private final Map<String, Slot> slots = new LinkedHashMap<>();
	private final ServerSocket server;

	AcmeBox(List<String> names) {
		names.forEach(name -> slots.put(name, new Slot()));
		try {
			server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		Thread.ofPlatform().daemon().name("acme box").start(this::accept);
	}

	int port() {
		return server.getLocalPort();
	}

	synchronized void insert(String name, ScriptedCard card) {
		slots.get(name).card = card;
		notifyAll();
	}

	synchronized void pull(String name) {
		slots.get(name).card = null;
		notifyAll();
	}

	synchronized void plug(String name, boolean in) {
		slots.get(name).unplugged = !in;
		pull(name);
	}

	private void accept() {
		try {
			while (true) {
				Socket line = server.accept();
				Thread.ofPlatform().daemon().name("acme line").start(() -> serve(line));
			}
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private void serve(Socket line) {
		try (line; var in = new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.UTF_8))) {
			line.setTcpNoDelay(true);
			Open open = new Open(line);
			try {
				for (String question = in.readLine(); question != null; question = in.readLine()) {
					line.getOutputStream().write((answer(open, question) + "\n").getBytes(StandardCharsets.UTF_8));
				}
			} finally {
				released(line); // before the other side hears that the line is closed
			}
		} catch (IOException | InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}

	private static String answer(Open open, String question) throws InterruptedException {
		try {
			return open.answer(question.split(" "));
		} catch (ReaderFault fault) {
			return "fault " + fault.kind();
		}
	}

	private synchronized void released(Socket line) {
		slots.values().stream().filter(slot -> slot.holder == line).forEach(slot -> slot.holder = null);
		notifyAll();
	}

	private Slot slot(String name) {
		Slot slot = slots.get(name);
		if (slot == null) {
			throw new ReaderFault(Kind.READER_GONE, name);
		}
		return plugged(slot);
	}

	private synchronized Slot plugged(Slot slot) {
		if (slot.unplugged) {
			throw new ReaderFault(Kind.READER_GONE, "unplugged");
		}
		return slot;
	}

	private synchronized String names() {
		return slots.entrySet().stream().filter(slot -> !slot.getValue().unplugged).map(Map.Entry::getKey)
				.collect(Collectors.joining(" "));
	}

	/** One line, and the card that was opened on it. */
	private final class Open {

		private final Socket line;
		private Slot slot;
		private ScriptedCard card;

		Open(Socket line) {
			this.line = line;
		}

		String answer(String... words) throws InterruptedException {
			return switch (words[0]) {
			case "slots" -> names();
			case "card" -> present(slot(words[1]));
			case "wait" -> await(slot(words[1]), words[2], Long.parseLong(words[3]));
			case "open" -> open(slot(words[1]));
			case "send" -> send(HEX.parseHex(words[1]));
			default -> throw new ReaderFault(Kind.SERVICE_GONE, words[0]);
			};
		}

		private String present(Slot at) {
			synchronized (AcmeBox.this) {
				return plugged(at).card == null ? "no" : "yes";
			}
		}

		private String await(Slot at, String wanted, long millis) throws InterruptedException {
			long end = System.nanoTime() + millis * 1_000_000;
			synchronized (AcmeBox.this) {
				for (long left = millis; left > 0 && !present(at).equals(wanted); left = (end - System.nanoTime()) / 1_000_000) {
					AcmeBox.this.wait(left);
				}
				return present(at);
			}
		}

		private String open(Slot at) {
			synchronized (AcmeBox.this) {
				if (at.card == null) {
					throw new ReaderFault(Kind.CARD_GONE, "empty");
				}
				if (at.holder != null) {
					throw new ReaderFault(Kind.IN_USE, "open");
				}
				at.holder = line;
				slot = at;
				card = at.card;
				card.reset();
				return ATR;
			}
		}

		private String send(byte[] command) {
			check();
			byte[] answer = card.answer(command);
			check();
			if (answer.length == 0) {
				throw new ReaderFault(Kind.CARD_MUTE, "mute");
			}
			return HEX.formatHex(answer);
		}

		private void check() {
			synchronized (AcmeBox.this) {
				if (slot == null || plugged(slot).card != card) {
					throw new ReaderFault(Kind.CARD_GONE, "gone");
				}
			}
		}
	}
}
