interface Timer {
	at: number;
	wake: () => void;
}

/** Lets everything go on that does not wait for the time. */
export async function letOthersRun(): Promise<void> {
	await new Promise((resume) => {
		setImmediate(resume);
	});
}

/** A clock that jumps: time passes only when everybody is asleep. */
export class FakeClock {
	private time = 0;

	private readonly timers: Timer[] = [];

	now(): number {
		return this.time;
	}

	async sleep(ms: number): Promise<void> {
		await new Promise<void>((wake) => {
			this.timers.push({ at: this.time + ms, wake });
		});
	}

	/** Lets time pass until something is done. */
	async until<T>(work: Promise<T>): Promise<T> {
		let isDone = false;
		const done = (): void => {
			isDone = true;
		};
		work.then(done, done);
		for (;;) {
			await letOthersRun();
			if (isDone) return await work;
			this.jump();
		}
	}

	private jump(): void {
		if (this.timers.length === 0) throw new Error('Everybody waits, and nobody for the clock');
		this.time = Math.min(...this.timers.map(({ at }) => at));
		const due = this.timers.filter(({ at }) => at <= this.time);
		for (const timer of due) {
			this.timers.splice(this.timers.indexOf(timer), 1);
			timer.wake();
		}
	}
}
