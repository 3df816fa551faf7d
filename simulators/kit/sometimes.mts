/** Which switches of a simulator are on: all or none, except for those that are set here. */
export type SwitchOptions<S extends object> = Partial<S> & {
	/** Default: the environment variable `HR_EVENTS_SOMETIMES`, else `none`. */
	sometimes?: 'none' | 'all';
};

/**
 * Makes the function that gives the switches that options come to.
 * @param usual with everything off that vendors do only sometimes
 * @param all with everything on
 */
export function choosesSwitches<S extends object>({
	usual,
	all,
}: {
	usual: S;
	all: S;
}): (options: SwitchOptions<S>) => S {
	return (options) => {
		const { sometimes = process.env['HR_EVENTS_SOMETIMES'] === 'all' ? 'all' : 'none' } = options;
		const given = Object.entries(options).filter(
			([name, value]) => Object.hasOwn(usual, name) && value !== undefined,
		);
		return { ...(sometimes === 'all' ? all : usual), ...Object.fromEntries(given) };
	};
}
