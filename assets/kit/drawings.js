/* Line drawings that stand for a piece until it has a photograph: the inside of a 64 × 64 drawing by kind. */
export const DRAWINGS = {
  ring: '<circle cx="32" cy="39" r="15.500"/><circle cx="32" cy="39" r="12.500" class="thin"/><path class="gem" d="M24.500 15.500l4-4.500h7l4 4.500-7.500 8.500z"/><path class="thin" d="M24.500 15.500h15M29.500 15.500l2.500 8.500 2.500-8.500-2.500-4.500z"/><path d="M27.500 24.300l-1.500-4M36.500 24.300l1.500-4"/>',
  band: '<ellipse cx="32" cy="33" rx="18" ry="17"/><ellipse cx="32" cy="33" rx="13" ry="12.500"/><path class="thin" d="M16 26l4 2M48 26l-4 2M15 38l4.500-1.500M49 38l-4.500-1.500M22 19l2.500 3.500M42 19l-2.500 3.500"/>',
  bangle: '<ellipse cx="32" cy="32" rx="22" ry="18"/><ellipse cx="32" cy="32" rx="18.500" ry="14.500"/><path class="thin" d="M14 22q3 5 0 10M50 22q-3 5 0 10M25 15q7 3 14 0M25 49q7-3 14 0"/>',
  necklace: '<path d="M10 10c0 26 12 32 22 32s22-6 22-32"/><path class="thin" d="M13 10c0 23 10 28.500 19 28.500S51 33 51 10"/><path class="gem" d="M32 43l6 6-6 8-6-8z"/><path class="thin" d="M26 49h12"/>',
  earring: '<path d="M19 12q-5 5 0 8"/><circle cx="20" cy="31" r="10"/><circle cx="20" cy="31" r="7" class="thin"/><path d="M44 12q-5 5 0 8"/><circle cx="45" cy="31" r="10"/><circle cx="45" cy="31" r="7" class="thin"/><path class="gem" d="M20 42l3 4-3 5-3-5zM45 42l3 4-3 5-3-5z"/>',
  coin: '<circle cx="32" cy="32" r="20"/><circle cx="32" cy="32" r="16.500" class="thin" stroke-dasharray="1.500 2"/><path d="M26 38c6 2 11-1 11-8M37 22l2 2-2 2-2-2z"/>',
  chain: '<rect x="6" y="26" width="16" height="12" rx="6"/><rect x="24" y="26" width="16" height="12" rx="6"/><rect x="42" y="26" width="16" height="12" rx="6"/><path d="M18 32h10M36 32h10"/>',
  pendant: '<path d="M14 8q18 16 36 0"/><circle cx="32" cy="20" r="3"/><path class="gem" d="M32 23c-9 10-11 15-11 20a11 11 0 0022 0c0-5-2-10-11-20z"/><path class="thin" d="M32 29c-5 6-6.500 10-6.500 13.500a6.500 6.500 0 0013 0c0-3.500-1.500-7.500-6.500-13.500z"/>',
  bar: '<path d="M16 18h32l6 28H10z"/><path class="thin" d="M20 22h24l4 20H16z"/><path d="M27 30h10M25 36h14"/>',
  scrap: '<path d="M12 40c6-12 14 6 20-6s12-8 20-2"/><circle cx="22" cy="22" r="7"/><path d="M40 18l8 4-3 8-8-3z"/><path class="thin" d="M10 50h44"/>',
};
