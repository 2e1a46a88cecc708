// A plant just real enough to try the screens on: values wander around a resting point, one after another leaves it.

const STEP_MS = 250;
const PAST_MS = 15 * 60_000;
const KEEP = 8_000;

/** name, unit, low, high, resting point, description */
const ANALOGUE = [
  ['Feed.RawWater.Flow', 'm³/h', 0, 150, 31, 'Raw water flow into TK-101'],
  ['Feed.RawWater.Temperature', '°C', 0, 60, 18, 'Raw water temperature'],
  ['Feed.RawWater.PH', 'pH', 0, 14, 7.2, 'Raw water acidity'],
  ['Feed.TK101.Level', '%', 0, 100, 52, 'Level of buffer tank TK-101'],
  ['Feed.Transfer.Flow', 'm³/h', 0, 120, 30, 'Flow from TK-101 to TK-102'],
  ['Feed.TK102.Level', '%', 0, 100, 60, 'Level of feed tank TK-102'],
  ['Feed.LV102.Position', '%', 0, 100, 22, 'Surplus to water network: position feedback'],
  ['Feed.XV102.Position', '%', 0, 100, 0, 'Make-up water: position feedback'],
  ['Feed.FV201.Position', '%', 0, 100, 41, 'Reactor feed: position feedback'],
  ['Reactor.R201.Temperature', '°C', 0, 150, 85, 'Temperature of reactor R-201'],
  ['Reactor.R201.TemperatureTop', '°C', 0, 150, 85.4, 'Temperature of reactor R-201, second sensor'],
  ['Reactor.R201.Pressure', 'bar', 0, 5, 2, 'Pressure of reactor R-201'],
  ['Reactor.R201.Level', '%', 0, 100, 70, 'Level of reactor R-201'],
  ['Reactor.R201.Conversion', '%', 0, 100, 88, 'Conversion by the analyser'],
  ['Reactor.R201.JacketTemperature', '°C', 0, 100, 54, 'Jacket temperature of reactor R-201'],
  ['Reactor.R201.CoolingFlow', 'm³/h', 0, 50, 18, 'Cooling water flow to the jacket'],
  ['Reactor.R201.HeatReleased', 'kW', 0, 600, 310, 'Heat of reaction'],
  ['Reactor.R201.AgitatorCurrent', 'A', 0, 20, 8.8, 'Agitator motor current'],
  ['Reactor.TV201.Position', '%', 0, 100, 40, 'Jacket cooling water: position feedback'],
  ['Reactor.SV201.Position', '%', 0, 100, 0, 'Jacket steam: position feedback'],
  ['Reactor.PV201.Position', '%', 0, 100, 30, 'Vent: position feedback'],
  ['Reactor.LV201.Position', '%', 0, 100, 60, 'Reactor outlet: position feedback'],
  ['Product.E301.OutletTemperature', '°C', 0, 100, 35, 'Product temperature after cooler E-301'],
  ['Product.TK301.Level', '%', 0, 100, 50, 'Level of product tank TK-301'],
  ['Product.TK301.Purity', '%', 0, 100, 97.1, 'Purity by the analyser'],
  ['Product.Lot.Volume', 'm³', 0, 0.6, 0.31, 'Loaded of the present lot'],
  ['Product.FV301.Position', '%', 0, 100, 44, 'Product to customer: position feedback'],
  ['Utility.Boiler.SteamPressure', 'bar', 0, 10, 6, 'Steam pressure of the boiler'],
  ['Utility.Boiler.DrumLevel', '%', 0, 100, 50, 'Drum level of the boiler'],
  ['Utility.Boiler.SteamFlow', '%', 0, 120, 34, 'Steam flow, share of the rated output'],
  ['Utility.FCV401.Position', '%', 0, 100, 45, 'Boiler fuel gas: position feedback'],
  ['Utility.LV401.Position', '%', 0, 100, 45, 'Boiler feedwater: position feedback'],
  ['Utility.Cooling.SupplyTemperature', '°C', 0, 60, 24, 'Cooling water supply temperature'],
  ['Utility.Cooling.ReturnTemperature', '°C', 0, 60, 32, 'Cooling water return temperature'],
  ['Utility.Cooling.FanSpeed', '%', 0, 100, 48, 'Cooling tower fan speed'],
  ['Utility.Air.Pressure', 'bar', 0, 10, 6.7, 'Instrument air pressure'],
  ['Utility.Power.Total', 'kW', 0, 100, 42, 'Electric power of the plant'],
  ['Utility.Weather.Temperature', '°C', -20, 50, 14, 'Outdoor temperature'],
];
const LOOPS = [
  ['Feed.LIC102', '%', 0, 100, 60, 'Feed tank level'],
  ['Feed.FIC201', 'm³/h', 0, 25, 12, 'Reactor feed flow'],
  ['Feed.TIC202', '°C', 0, 100, 45, 'Feed temperature'],
  ['Reactor.TIC201', '°C', 0, 150, 85, 'Reactor temperature'],
  ['Reactor.PIC201', 'bar', 0, 5, 2, 'Reactor pressure'],
  ['Reactor.LIC201', '%', 0, 100, 70, 'Reactor level'],
  ['Product.LIC301', '%', 0, 100, 50, 'Product tank level'],
  ['Product.FIC301', 'm³/h', 0, 30, 12, 'Product flow'],
  ['Utility.PIC401', 'bar', 0, 10, 6, 'Steam pressure'],
  ['Utility.LIC401', '%', 0, 100, 50, 'Drum level'],
];
const PUMPS = [
  ['Feed.P101A', true], ['Feed.P101B', false], ['Feed.P102', true], ['Product.P301', true], ['Utility.P401', true],
];
/** tag, kind, limit, priority, message */
const ALARMS = [
  ['Reactor.R201.Temperature', 'HIHI', 100, 4, 'Reactor temperature very high'],
  ['Reactor.R201.Temperature', 'HI', 93, 3, 'Reactor temperature high'],
  ['Reactor.R201.Temperature', 'LO', 70, 2, 'Reactor temperature low'],
  ['Reactor.R201.Pressure', 'HI', 2.8, 3, 'Reactor pressure high'],
  ['Reactor.R201.Level', 'HI', 85, 2, 'Reactor level high'],
  ['Reactor.R201.Level', 'LO', 50, 2, 'Reactor level low'],
  ['Reactor.R201.JacketTemperature', 'HI', 75, 2, 'Jacket temperature high'],
  ['Feed.TK101.Level', 'HI', 80, 2, 'Buffer tank level high'],
  ['Feed.TK101.Level', 'LO', 20, 1, 'Buffer tank level low'],
  ['Feed.TK102.Level', 'HI', 85, 2, 'Feed tank level high'],
  ['Feed.TK102.Level', 'LO', 30, 2, 'Feed tank level low'],
  ['Product.TK301.Purity', 'LO', 94, 1, 'Product purity low'],
  ['Product.TK301.Level', 'HI', 80, 2, 'Product tank level high'],
  ['Product.TK301.Level', 'LO', 20, 2, 'Product tank level low'],
  ['Utility.Boiler.SteamPressure', 'LO', 4.5, 3, 'Steam pressure low'],
  ['Utility.Boiler.SteamPressure', 'HI', 7.5, 3, 'Steam pressure high'],
  ['Utility.Boiler.DrumLevel', 'LO', 35, 3, 'Drum level low'],
  ['Utility.Air.Pressure', 'LO', 5.5, 2, 'Instrument air pressure low'],
  ['Feed.P101B.Fault', 'OFF_NORMAL', 0, 2, 'P-101B motor protection tripped'],
];
/** Which tag leaves its resting point by what share of its range, in turn; BAD breaks its sensor. */
const UPSETS = [
  ['Reactor.R201.Temperature', 0.075], ['Product.TK301.Purity', -0.05], ['Utility.Boiler.SteamPressure', -0.2],
  ['Feed.RawWater.PH', 'BAD'], ['Feed.TK101.Level', 0.32],
];

export class MockPlant {
  tags = new Map();
  alarms = new Map();
  sequence = 1000;
  onAlarm = () => {};
  #timer;
  #startedAt = Date.now();

  constructor() {
    for (const [name, unit, low, high, rest, description] of ANALOGUE) this.#number(name, unit, low, high, rest, description);
    for (const [loop, unit, low, high, rest, service] of LOOPS) {
      this.#number(`${loop}.PV`, unit, low, high, rest, `${service}: measured value`);
      this.#number(`${loop}.SP`, unit, low, high, rest, `${service}: setpoint`, { writable: true, noise: 0 });
      this.#number(`${loop}.OP`, '%', 0, 100, 42, `${service}: output; writable in manual`, { writable: true });
    }
    for (const [pump, runs] of PUMPS) {
      this.#tag(`${pump}.Running`, 'bool', runs, `${pump}: running feedback`);
      this.#tag(`${pump}.Fault`, 'bool', pump === 'Feed.P101B', `${pump}: motor protection tripped`);
      this.#tag(`${pump}.Start`, 'bool', runs, `${pump}: start command`, { writable: true });
    }
    this.#tag('Reactor.R201.Phase', 'string', 'Reacting', 'What the reactor does');
    this.#tag('Product.Lot.Id', 'string', 'LOT-4711', 'Lot being loaded');
    for (const [tag, kind, limit, priority, message] of ALARMS) this.#alarm(tag, kind, limit, priority, message);
    for (let t = Date.now() - PAST_MS; t < Date.now(); t += 1000) this.#step(t, true);
    this.#timer = setInterval(() => this.#step(Date.now(), false), STEP_MS);
  }

  stop() {
    clearInterval(this.#timer);
  }

  write(name, value) {
    const tag = this.tags.get(name);
    tag.value = value;
    tag.rest = value;
    tag.time = Date.now();
    tag.version++;
  }

  acknowledge(alarm, occurrence) {
    if (occurrence !== undefined && occurrence !== alarm.occurrence) return 'BadEventIdUnknown';
    if (alarm.acknowledged) return 'BadConditionBranchAlreadyAcked';
    this.#become(alarm, alarm.state === 'UNACK' ? 'ACKED' : 'NORM');
    return null;
  }

  #tag(name, type, value, description, more = {}) {
    this.tags.set(name, {
      name, type, unit: '', description, area: name.split('.')[0], rangeLow: null, rangeHigh: null, writable: false,
      value, rest: value, wander: 0, pull: 0, quality: 0, time: Date.now(), version: 1, past: [], ...more,
    });
  }

  #number(name, unit, rangeLow, rangeHigh, value, description, more = {}) {
    this.#tag(name, 'float64', value, description, { unit, rangeLow, rangeHigh, noise: 0.0006, ...more });
  }

  #alarm(tag, kind, limit, priority, message) {
    const name = `${tag}.${kind}`;
    this.alarms.set(name, {
      name, tag, kind, limit, priority, state: 'NORM', letter: 'A', occurrence: 0, activeSince: null, acknowledged: true,
      message, qualityBad: false, shelvedUntil: null,
    });
  }

  #step(now, isPast) {
    const upset = UPSETS[Math.floor((now - this.#startedAt) / 20_000) % UPSETS.length];
    for (const tag of this.tags.values()) {
      if (tag.type === 'float64' && (tag.noise ?? 0) > 0) this.#move(tag, now, !isPast && upset?.[0] === tag.name ? upset[1] : 0);
      if (now - (tag.past.at(-1)?.[0] ?? 0) >= 1000) {
        tag.past.push([now, tag.value, tag.quality]);
        if (tag.past.length > KEEP) tag.past.shift();
      }
    }
    if (!isPast) for (const alarm of this.alarms.values()) this.#judge(alarm);
  }

  #move(tag, now, upset) {
    const span = tag.rangeHigh - tag.rangeLow;
    const isBroken = upset === 'BAD';
    tag.quality = isBroken ? 0x808c0000 : 0;
    if (!isBroken) {
      tag.pull += ((upset || 0) * span - tag.pull) * 0.06;
      tag.wander += -0.02 * tag.wander + (Math.random() - 0.5) * span * 0.004;
      const raw = tag.rest + tag.pull + tag.wander + (Math.random() - 0.5) * span * tag.noise;
      tag.value = Math.min(tag.rangeHigh, Math.max(tag.rangeLow, raw));
    }
    tag.time = now;
    tag.version++;
  }

  #judge(alarm) {
    const { value, rangeHigh, rangeLow } = this.tags.get(alarm.tag);
    const slack = ((rangeHigh ?? 1) - (rangeLow ?? 0)) * 0.004;
    const isHigh = alarm.kind === 'HI' || alarm.kind === 'HIHI';
    const wasActive = alarm.state === 'UNACK' || alarm.state === 'ACKED';
    const beyond = isHigh ? value - alarm.limit : alarm.limit - value;
    const isActive = alarm.kind === 'OFF_NORMAL' ? Number(value) !== alarm.limit : beyond > (wasActive ? -slack : 0);
    if (isActive && !wasActive) this.#become(alarm, 'UNACK');
    if (!isActive && wasActive) this.#become(alarm, alarm.state === 'ACKED' ? 'NORM' : 'RTNUN');
  }

  #become(alarm, state) {
    const seq = ++this.sequence;
    if (state === 'UNACK') Object.assign(alarm, { occurrence: seq, activeSince: new Date().toISOString() });
    const letter = { NORM: 'A', UNACK: 'B', ACKED: 'C', RTNUN: 'D' }[state];
    Object.assign(alarm, { state, letter, acknowledged: state === 'NORM' || state === 'ACKED' });
    this.onAlarm(alarm, seq);
  }
}
