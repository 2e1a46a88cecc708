/** What is put into a display for each element, beside the tag that was picked. */
const at = (rest: string) => `x="20" y="20" ${rest}`;

export const PALETTE: Readonly<Record<string, (tag: string) => string>> = {
  'rm-value': (tag) => `<rm-value ${at(`w="160" tag="${tag}"`)} label=""></rm-value>`,
  'rm-text': (tag) => `<rm-text ${at(`w="160" tag="${tag}"`)} words="" label=""></rm-text>`,
  'rm-bar': (tag) => `<rm-bar ${at(`w="34" h="120" tag="${tag}"`)}></rm-bar>`,
  'rm-gauge': (tag) => `<rm-gauge across ${at(`w="320" tag="${tag}"`)} label=""></rm-gauge>`,
  'rm-tank': (tag) => `<rm-tank ${at(`w="130" h="150" tag="${tag}"`)} label=""></rm-tank>`,
  'rm-pump': (tag) => `<rm-pump ${at(`tag="${tag}"`)} label=""></rm-pump>`,
  'rm-valve': (tag) => `<rm-valve ${at(`tag="${tag}"`)} label=""></rm-valve>`,
  'rm-setpoint': (tag) => `<rm-setpoint ${at(`w="160" tag="${tag}"`)} label="SP"></rm-setpoint>`,
  'rm-mode': (tag) => `<rm-mode ${at(`w="80" tag="${tag}"`)}></rm-mode>`,
  'rm-loop': (tag) => `<rm-loop ${at(`w="342" loop="${tag.replace(/\.[^.]*$/, '')}"`)} label=""></rm-loop>`,
  'rm-check': (tag) => `<rm-check ${at(`w="240" tag="${tag}"`)} when="true" label=""></rm-check>`,
  'rm-trend': (tag) => `<rm-trend ${at(`w="340" h="120" tag="${tag}"`)} minutes="30" label=""></rm-trend>`,
  'rm-spark': (tag) => `<rm-spark ${at(`w="120" h="30" tag="${tag}"`)} minutes="30"></rm-spark>`,
  'rm-alarms': () => `<rm-alarms ${at('w="340" h="200"')} area="" rows="5" label="Alarms"></rm-alarms>`,
  'rm-machine': () => `<rm-machine ${at('w="320"')} name="" label=""></rm-machine>`,
  'rm-link': () => `<rm-link ${at('w="200"')} to="" label=""></rm-link>`,
};
