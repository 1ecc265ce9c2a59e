package javax.smartcardio;

public abstract class CardChannel {
}
