package javax.smartcardio;

import java.util.List;

public abstract class CardTerminals {

	public abstract List<CardTerminal> list() throws CardException;

	public abstract CardTerminal getTerminal(String name);

	public enum State {
		ALL
	}
}
