const { LegacyFakeTimers, ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');
const { installCommonGlobals } = require('jest-util');
const vm = require('node:vm');

const packages = require('./packages.cjs');

/*
 * Jest's own environment gives each test file a realm of its own: other globals, and so every package
 * loaded anew. That took more than half of the time of all tests. Here the files of a worker share one
 * realm and the packages. The modules of this repository still run anew for each file, and what a file
 * changes in the globals is undone after it.
 */

/** Stands for the realm that jest itself runs in; jest wants an object to compile modules in. */
const THIS_REALM = {};

/** What was compiled, by file: the next test file runs a module anew, but need not compile it. */
const compiled = new Map();

const { compileFunction } = vm;
vm.compileFunction = (code, parameters, { parsingContext, ...options }) => {
	if (parsingContext !== THIS_REALM) {
		return compileFunction(code, parameters, { ...options, parsingContext });
	}
	const { filename } = options;
	const known = compiled.get(filename);
	if (known?.code === code) return known.run;
	const run = compileFunction(code, parameters, options);
	compiled.set(filename, { code, run });
	return run;
};

/** What jest needs even if a test replaces it, under the names that jest looks for. */
const natives = { Symbol, Date };
installCommonGlobals(natives, {});
for (const name of Reflect.ownKeys(natives)) {
	if (typeof name === 'symbol' || name === 'jest-symbol-do-not-touch') {
		globalThis[name] ??= natives[name];
	}
}

/** What test files, and jest for each of them, change. */
const SHARED = [globalThis, process, process.env, Error];

/** The properties of an object that count; the others are those in which an emitter keeps its listeners. */
const namesOf = (object) =>
	Reflect.ownKeys(object).filter((name) => typeof name === 'symbol' || !name.startsWith('_'));

const isSame = (one, other) => one?.value === other?.value && one?.get === other?.get;

/** How an object is before a test file changes its properties. */
class Remembered {
	constructor(object) {
		this.object = object;
		this.properties = Object.getOwnPropertyDescriptors(object);
	}

	/** Does something whose changes are to stay. */
	keeping(work) {
		const before = Object.getOwnPropertyDescriptors(this.object);
		const result = work();
		const after = Object.getOwnPropertyDescriptors(this.object);
		for (const name of namesOf(after)) {
			if (!isSame(before[name], after[name])) this.properties[name] = after[name];
		}
		return result;
	}

	putBack() {
		const { object, properties } = this;
		for (const name of namesOf(object)) {
			// Node.js itself adds some that cannot be deleted.
			if (!Object.hasOwn(properties, name)) Reflect.deleteProperty(object, name);
		}
		for (const name of namesOf(properties)) {
			const now = Object.getOwnPropertyDescriptor(object, name);
			if (!isSame(now, properties[name])) Reflect.defineProperty(object, name, properties[name]);
		}
	}
}

module.exports = class SharedRealm {
	constructor({ projectConfig: config }) {
		this.remembered = SHARED.map((object) => new Remembered(object));
		this.global = globalThis;
		const { global } = this;
		this.moduleMocker = new ModuleMocker(global);
		const { moduleMocker } = this;
		const timerConfig = { idToRef: (id) => id, refToId: (timer) => timer };
		this.fakeTimers = new LegacyFakeTimers({ config, global, moduleMocker, timerConfig });
		this.fakeTimersModern = new ModernFakeTimers({ config, global });
		// A package is loaded once, so what it does to the globals stays.
		packages.handOut((load) =>
			this.remembered.reduce((work, one) => () => one.keeping(work), load)(),
		);
	}

	async setup() {
		// As in production. Jest asks for 100 lines; but zod makes an error, with its stack, of everything
		// that it cannot read, and the tests have very many such records.
		Error.stackTraceLimit = 10;
	}

	async teardown() {
		this.fakeTimers.dispose();
		this.fakeTimersModern.dispose();
		this.moduleMocker.restoreAllMocks();
		packages.reset();
		for (const one of this.remembered) one.putBack();
		this.global = null;
	}

	exportConditions() {
		return ['node', 'node-addons'];
	}

	getVmContext() {
		return this.global === null ? null : THIS_REALM;
	}
};
