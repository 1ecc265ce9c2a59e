package muhurdar.card.akis;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import muhurdar.domain.Bytes;

/** The families of AKİS, told apart by the historical bytes of their answer to reset. */
enum AkisFamily {

	/** "UEKAE", version 1.x. */
	A("AKİS 1.x", ".*55454B4145.*"),
	/** "TC", version 2.x. */
	B("AKİS 2.x", ".*80655443.{6}31C073F6218081.{2}.*"),
	C("AKİS 3.x", ".*80666832(09|49).*31958105.*");

	private final String shown;
	private final Pattern atr;

	AkisFamily(String shown, String atr) {
		this.shown = shown;
		this.atr = Pattern.compile(atr);
	}

	static Optional<AkisFamily> of(Bytes answerToReset) {
		String hex = answerToReset.toHex();
		return Stream.of(values()).filter(family -> family.atr.matcher(hex).matches()).findFirst();
	}

	/** As people say it. */
	String shown() {
		return shown;
	}
}
