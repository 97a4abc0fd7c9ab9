import { Tooltip as Radix } from "radix-ui";

/** A short word about what it stands by, and its key. */
export function Tooltip({ text, keys, children }) {
  return (
    <Radix.Provider delayDuration={400}>
      <Radix.Root>
        <Radix.Trigger asChild><span className="tip-t">{children}</span></Radix.Trigger>
        <Radix.Portal>
          <Radix.Content className="tip" sideOffset={6} collisionPadding={8}>{text}{keys ? <kbd>{keys}</kbd> : null}</Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
