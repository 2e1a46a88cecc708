import { css } from 'lit';

/** The strip with the most urgent alarms: one line at every width, of the same height whatever happens. */
export const bannerStyles = css`
  :host {
    display: flex;
    align-items: stretch;
    gap: 6px;
    padding: 5px 12px;
    background: var(--surface);
    border-bottom: 1px solid var(--line);
    height: 53px;
    overflow: hidden;
  }
  a, .entry { color: inherit; text-decoration: none; }
  .counts { display: flex; align-items: center; gap: 10px; padding: 0 8px 0 4px; border-radius: 3px; }
  .count { display: flex; align-items: center; gap: 5px; min-width: 54px; }
  .count b { font-size: 16px; font-weight: 600; }
  .count.none { filter: grayscale(1); opacity: 0.55; }
  .count.none b { visibility: hidden; }
  .sum { display: none; align-items: center; min-width: 44px; justify-content: center; font-weight: 600; }
  ul { list-style: none; display: flex; gap: 6px; flex: 1; min-width: 0; margin: 0; padding: 0; }
  li { flex: 1 1 0; min-width: 0; max-width: 460px; display: flex; align-items: stretch; border: 1px solid var(--line); border-left-width: 5px; border-radius: 3px; background: var(--raised); }
  li.p4 { border-left-color: var(--p4); }
  li.p3 { border-left-color: var(--p3); }
  li.p2 { border-left-color: var(--p2); }
  li.p1 { border-left-color: var(--p1); }
  .entry { display: flex; align-items: center; gap: 10px; padding: 0 8px; border: 0; background: transparent; min-width: 0; flex: 1; text-align: left; min-height: 0; }
  .text { min-width: 0; line-height: 1.25; flex: 1; }
  .text span { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .message { font-weight: 600; }
  .meta { font-size: 12px; color: var(--quiet); }
  .why, .ack { border-width: 0 0 0 1px; border-color: var(--line); border-radius: 0; min-height: 0; display: flex; align-items: center; }
  .why { width: 30px; justify-content: center; font-weight: 700; padding: 0; }
  .flag { font-size: 11px; font-weight: 700; border: 1px solid currentColor; border-radius: 2px; padding: 0 3px; margin-right: 4px; color: var(--text); }
  .calm { align-self: center; color: var(--quiet); padding-left: 6px; flex: 1; }
  .stale { align-self: center; border: 1px dashed currentColor; border-radius: 3px; padding: 1px 8px; font-style: italic; color: var(--stale); white-space: nowrap; }
  .then { align-self: center; background: var(--past); color: var(--on-past); border-radius: 3px; padding: 0 8px; font-weight: 700; letter-spacing: 0.05em; font-size: 12px; }
  .more { align-self: center; white-space: nowrap; }
  .flood { border-left: 5px solid var(--p3); font-weight: 600; }
  .sound { display: flex; align-items: center; gap: 6px; padding: 0 8px; align-self: stretch; }
  .sound svg { width: 20px; height: 20px; flex: none; }
  .sound.idle { border-color: transparent; background: transparent; }
  @media (max-width: 1560px) {
    li:nth-child(3) { display: none; }
  }
  @media (max-width: 1200px) {
    li:nth-child(2) { display: none; }
  }
  @media (max-width: 760px) {
    :host { padding: 4px 8px; gap: 4px; height: 50px; }
    .count { display: none; }
    .sum { display: flex; }
    .counts { padding: 0; }
    .why, .more, .meta.time { display: none; }
    .sound span { display: none; }
    .entry { gap: 7px; padding: 0 5px; }
    .stale { padding: 1px 4px; }
  }
`;
