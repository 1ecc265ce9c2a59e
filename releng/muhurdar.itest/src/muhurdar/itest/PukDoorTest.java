package muhurdar.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** Who calls what a PUK passes through, read off the classes of every bundle of ours: a new caller is a decision. */
class PukDoorTest {

	private static final String SECRET = "Lmuhurdar/domain/Secret;";
	/** Caller, and "class.method descriptor" that it calls or takes a reference to. */
	private static final Set<List<String>> CALLS = new HashSet<>();

	@BeforeAll
	static void readAllClasses() throws IOException {
		for (Bundle bundle : FrameworkUtil.getBundle(PukDoorTest.class).getBundleContext().getBundles()) {
			String name = bundle.getSymbolicName();
			if (!name.startsWith("muhurdar.") || name.startsWith("muhurdar.itest") || name.equals("muhurdar.uitest")) {
				continue;
			}
			var classes = bundle.findEntries("/", "*.class", true);
			for (URL each : classes == null ? List.<URL>of() : Collections.list(classes)) {
				try (var in = new DataInputStream(each.openStream())) {
					read(in);
				}
			}
		}
	}

	/** The constant pool (JVMS 4.4) names every method that the class can call. */
	private static void read(DataInputStream in) throws IOException {
		in.readInt();
		in.readInt();
		int size = in.readUnsignedShort();
		String[] texts = new String[size];
		int[][] pairs = new int[size][];
		int[] tags = new int[size];
		for (int i = 1; i < size; i++) {
			tags[i] = in.readUnsignedByte();
			switch (tags[i]) {
			case 1 -> texts[i] = in.readUTF();
			case 7, 8, 16, 19, 20 -> pairs[i] = new int[] { in.readUnsignedShort() };
			case 9, 10, 11, 12, 17, 18 -> pairs[i] = new int[] { in.readUnsignedShort(), in.readUnsignedShort() };
			case 15 -> pairs[i] = new int[] { in.readUnsignedByte(), in.readUnsignedShort() };
			case 3, 4 -> in.readInt();
			case 5, 6 -> {
				in.readLong();
				i++;
			}
			default -> throw new IOException("constant " + tags[i]);
			}
		}
		in.readUnsignedShort();
		String caller = texts[pairs[in.readUnsignedShort()][0]].replace('/', '.');
		for (int i = 1; i < size; i++) {
			if (tags[i] == 10 || tags[i] == 11) {
				int[] method = pairs[pairs[i][1]];
				CALLS.add(List.of(caller, texts[pairs[pairs[i][0]][0]].replace('/', '.'), texts[method[0]], texts[method[1]]));
			}
		}
	}

	private static Set<String> callers(String owner, String method) {
		Set<String> callers = new TreeSet<>();
		CALLS.stream().filter(call -> call.get(1).equals(owner) && call.get(2).equals(method))
				.forEach(call -> callers.add(call.get(0)));
		return callers;
	}

	private static Set<String> callers(String method, String... argumentsAndResult) {
		Set<String> callers = new TreeSet<>();
		String descriptor = "(" + String.join("", Arrays.copyOf(argumentsAndResult, argumentsAndResult.length - 1)) + ")"
				+ argumentsAndResult[argumentsAndResult.length - 1];
		CALLS.stream().filter(call -> call.get(2).equals(method) && call.get(3).equals(descriptor))
				.forEach(call -> callers.add(call.get(0)));
		return callers;
	}

	@Test
	void onlyTheCardOfficeMakesAUseOfAPukForUnblockingAndOnlyProductionOneForSetting() {
		assertEquals(Set.of("muhurdar.cards.PukOffice"), callers("muhurdar.api.spi.PukUse", "toUnblock"));
		assertEquals(Set.of("muhurdar.cards.Sealing"), callers("muhurdar.api.spi.PukUse", "toSet"));
		assertEquals(Set.of("muhurdar.api.spi.PukUse"), callers("muhurdar.api.spi.PukUse", "<init>"));
	}

	@Test
	void aPukIsDerivedForNobodyElse() {
		assertEquals(Set.of("muhurdar.cards.PukOffice", "muhurdar.cards.Sealing"),
				callers("puk", "Lmuhurdar/api/spi/PukUse;", SECRET));
		assertEquals(Set.of("muhurdar.holders.MasterKeySecrets"), callers("muhurdar.pki.Diversification", "puk"));
	}

	@Test
	void noCardIsUnblockedButByTheCardOfficeThatTheBenchAskedForSomebodyAtTheCommandLine() {
		assertEquals(Set.of("muhurdar.cards.PukOffice"), callers("unblock", SECRET, SECRET, "V"));
		assertEquals(Set.of("muhurdar.bench.ReaderUnblockings"), callers("muhurdar.api.CardOffice", "unblock"));
		assertEquals(Set.of("muhurdar.cli.CardCommand"), callers("muhurdar.api.Unblockings", "unblock"));
		assertEquals(Set.of("muhurdar.card.akis.AkisSmartCard"), callers("muhurdar.card.akis.spi.AkisDialect", "unblock"));
	}

	@Test
	void aPukIsSetByProductionAlone() {
		assertEquals(Set.of("muhurdar.bench.Personalisation"), callers("setPuk", SECRET, "V"));
		assertEquals(Set.of("muhurdar.bench.Personalisation"), callers("muhurdar.api.Cards", "puk"));
	}
}
