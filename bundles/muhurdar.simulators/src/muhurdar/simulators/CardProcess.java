package muhurdar.simulators;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.api.spi.ReaderName;
import muhurdar.api.spi.SimulatedHands.Trouble;
import muhurdar.api.spi.SimulatedHands.Trouble.What;
import muhurdar.domain.KeyType;

/**
 * A process of its own that keeps simulated cards, so that the workstation can be killed and the cards live on.
 *
 * <pre>
 * --folder DIR    where the card files lie (necessary)
 * --port N        serve readers and hands to muhurdar.simulator=tcp:HOST:N (0: any free port)
 * --vpcd P...     show the card of reader 1, 2 ... at these ports of vpcd
 * --readers N     4, or one per vpcd port
 * --cards N       blank cards at the first start: 64
 * --type T        of the blank cards: akis, or piv
 * --seed N        of serial numbers and times: 1
 * --scale X       of the cards' times: 0.1; 1 is a real card's, 0 waits for nothing
 * --keys N        RSA keys made before it is ready: 0
 * --hands MS      how long a swap leaves the reader empty: 0, with vpcd 1000
 * --trouble R:N:W plan a fault of reader R at its command N (GET RESPONSE counts): pulled_before, pulled_after, mute,
 *                 reader_breaks, or the status word that the card answers, 6F00; one per reader, may be repeated for others
 * --auto          put the first cards in, and swap each card when somebody waits for it (vpcd: a finished one)
 * </pre>
 *
 * When it is ready it prints one line, {@code ready}, and with {@code --port} the port. It runs until it is killed.
 */
public final class CardProcess {

	private @Nullable Path folder;
	private int port = -1;
	private final List<Integer> vpcd = new ArrayList<>();
	private int readers;
	private int cards = 64;
	private CardType type = CardType.AKIS;
	private long seed = 1;
	private double scale = 0.1;
	private int keys;
	private long handsMillis = -1;
	private boolean auto;
	/** By number of the reader. */
	private final Map<Integer, Trouble> troubles = new TreeMap<>();

	private CardProcess() {
	}

	public static void main(String[] arguments) throws IOException {
		CardProcess process = new CardProcess();
		process.read(List.of(arguments));
		process.start(System.out);
	}

	private void read(List<String> arguments) {
		for (int i = 0; i < arguments.size(); i++) {
			String option = arguments.get(i);
			switch (option) {
			case "--folder" -> folder = Path.of(arguments.get(++i));
			case "--port" -> port = Integer.parseInt(arguments.get(++i));
			case "--vpcd" -> {
				while (i + 1 < arguments.size() && !arguments.get(i + 1).startsWith("--")) {
					vpcd.add(Integer.valueOf(arguments.get(++i)));
				}
			}
			case "--readers" -> readers = Integer.parseInt(arguments.get(++i));
			case "--cards" -> cards = Integer.parseInt(arguments.get(++i));
			case "--type" -> type = CardType.valueOf(arguments.get(++i).toUpperCase(Locale.ROOT));
			case "--seed" -> seed = Long.parseLong(arguments.get(++i));
			case "--scale" -> scale = Double.parseDouble(arguments.get(++i));
			case "--keys" -> keys = Integer.parseInt(arguments.get(++i));
			case "--hands" -> handsMillis = Long.parseLong(arguments.get(++i));
			case "--trouble" -> plan(arguments.get(++i));
			case "--auto" -> auto = true;
			default -> throw new IllegalArgumentException("unknown option " + option);
			}
		}
	}

	private void plan(String trouble) {
		String[] part = trouble.split(":");
		if (part.length != 3) {
			throw new IllegalArgumentException("--trouble READER:COMMAND:WHAT: " + trouble);
		}
		int command = Integer.parseInt(part[1]);
		troubles.put(Integer.valueOf(part[0]), part[2].matches("[0-9A-F]{4}")
				? new Trouble(command, What.ANSWERS, Integer.parseInt(part[2], 16))
				: new Trouble(command, What.valueOf(part[2].toUpperCase(Locale.ROOT)), 0));
	}

	private void start(PrintStream out) throws IOException {
		Path place = folder;
		if (place == null) {
			throw new IllegalArgumentException("--folder is missing");
		}
		int count = readers > 0 ? readers : vpcd.isEmpty() ? 4 : vpcd.size();
		// a killed client's last command may still be running when it comes back: wait for its end
		LocalDesk desk = new LocalDesk(place,
				new LocalDesk.Options(count, cards, seed, scale, auto, Duration.ofSeconds(5), type));
		desk.prepareKeys(KeyType.RSA_2048, keys);
		List<ReaderName> names = desk.readers();
		if (auto) {
			names.stream().filter(reader -> desk.cardIn(reader).isEmpty()).forEach(desk::swap);
		}
		troubles.forEach((reader, trouble) -> desk.plan(names.get(reader - 1), trouble));
		desk.handsTake(Duration.ofMillis(handsMillis >= 0 ? handsMillis : vpcd.isEmpty() ? 0 : 1000));
		for (int i = 0; i < vpcd.size(); i++) {
			VpcdCard card = new VpcdCard(desk, names.get(i), vpcd.get(i));
			Thread.ofPlatform().name("vpcd " + vpcd.get(i)).start(card::run);
		}
		if (port >= 0) {
			out.println("ready " + new DeskServer(desk, port).port());
		} else {
			out.println("ready");
		}
	}
}
