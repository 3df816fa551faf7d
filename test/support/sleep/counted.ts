import { countSleep } from './clock';
import { shortened } from './shortened';

const thousandth = shortened(1_000);

/** A thousandth of each pause is slept, all of it is counted: a clock can go by it, however slow this machine is. */
export = {
	...thousandth,
	sleep: async (ms: number) => {
		await thousandth.sleep(ms);
		countSleep(ms);
	},
};
