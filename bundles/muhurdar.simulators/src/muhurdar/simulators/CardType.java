package muhurdar.simulators;

/** Which type of card a simulated chip is. */
public enum CardType {
	AKIS, PIV
}
