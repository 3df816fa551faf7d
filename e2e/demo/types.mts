/** What the demo has to show of a vendor. */
export interface DemoOfVendor {
	readonly title: string;
	/** What the table says of each button. */
	readonly outcomes: ReadonlyArray<readonly [pressed: string, cameOut: string]>;
	/** What the table says of each example that is run by hand. */
	readonly byHand: ReadonlyArray<readonly [example: string, cameOut: string]>;
	/** The event types that arrive if somebody is hired. */
	readonly hired: readonly string[];
	/** How many deliveries the vendor makes then. */
	readonly deliveriesOfHire: number;
	/** One of the events that it has a webhook for. */
	readonly webhook: string;
	/** The button of a delivery without a valid proof. */
	readonly forged: string;
	/** Buttons that need another one to be pressed before. */
	readonly tooEarly: readonly string[];
}
