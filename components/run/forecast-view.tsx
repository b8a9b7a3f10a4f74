import { formatCompact, formatDuration, formatMoney } from "../ui/format-number";
import { Quantity } from "../ui/quantity";
import { Stat } from "../ui/stat";
import { assumed, type Forecast } from "./forecast-run";

/** What the run will take, with what that rests on. */
export function ForecastView({ forecast }: { forecast: Forecast | null }) {
  if (!forecast) return <p className="text-ink-faint text-sm">Fill in the numbers to see what it will take.</p>;
  return (
    <>
      <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
        <Stat name="Rounds each, about">
          <Quantity value={forecast.rounds} unit="" />
        </Stat>
        <Stat name="Tokens written, about">
          <Quantity value={forecast.outputTokens} unit="" format={formatCompact} />
        </Stat>
        <Stat name="Cost, about">
          <Quantity value={forecast.cost} unit="" format={formatMoney} why="no prices in the catalogue" />
        </Stat>
        <Stat name="Time, about">
          <Quantity value={forecast.seconds * 1000} unit="" format={formatDuration} />
        </Stat>
      </dl>
      <p className="mt-3 text-ink-faint text-xs">
        If user turns take {assumed.userTokens} tokens, answers {assumed.assistantTokens}, each dialogue is written at{" "}
        {assumed.tokensPerSecond} tokens/s and goes on until a limit above ends it;{" "}
        {formatCompact(forecast.inputTokens)} tokens are read.
      </p>
    </>
  );
}
