const INTERVAL_MS = 500;

/**
 * Calls `action` once the process that started this one is gone. npm starts scripts through a
 * shell that does not pass signals on, so the end of the parent may be all there is to notice.
 *
 * @param {() => void} action
 */
export function onParentExit(action) {
	const parent = process.ppid;
	const timer = setInterval(() => {
		if (process.ppid === parent) return;
		clearInterval(timer);
		action();
	}, INTERVAL_MS);
	timer.unref();
}
