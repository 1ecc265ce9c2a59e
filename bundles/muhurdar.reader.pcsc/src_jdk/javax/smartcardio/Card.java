package javax.smartcardio;

public abstract class Card {

	public abstract ATR getATR();

	public abstract String getProtocol();

	public abstract CardChannel getBasicChannel();

	public abstract void disconnect(boolean reset) throws CardException;
}
