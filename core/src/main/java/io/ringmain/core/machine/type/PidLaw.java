package io.ringmain.core.machine.type;

import io.ringmain.core.machine.MachineContext;

/**
 * The arithmetic of {@link Pid}: one interval of the control law, on the registers of its machine.
 *
 * <p>Output = P + I + D, where P = K (b SP - PV), I grows by K/Ti e dt, D is -K Td dPV/dt through a first-order filter of Td/N.
 * PV and SP count in percent of the PV's range. In the parallel form I grows by e dt/Ti and D is -Td dPV/dt, without K. I is
 * kept in units of the output, so a change of Ti moves nothing; a change of what P is made of is moved into I.
 */
final class PidLaw {
    private static final double PERCENT = 100;

    private PidLaw() {}

    /** Makes I so that the law gives the output that is there: the law goes on from it without a bump. */
    static void begin(MachineContext context, double pv, double setpoint) {
        double proportional = proportional(context, pv, setpoint);
        double output = context.registerDouble(Pid.OUTPUT);
        context.registerDouble(Pid.INTEGRAL, output - proportional);
        context.registerDouble(Pid.DERIVATIVE, 0);
        remember(context, pv, setpoint, proportional);
    }

    /** One interval; gives the output. */
    static double advance(MachineContext context, double pv, double setpoint, double dt) {
        double last = context.registerDouble(Pid.OUTPUT);
        double gain = context.attribute(Pid.GAIN);
        boolean isParallel = context.attributeBoolean(Pid.PARALLEL);
        double share = sign(context) * (isParallel ? 1 : gain);
        double integralTime = context.attribute(Pid.INTEGRAL_TIME);

        double oldPv = context.registerDouble(Pid.PV);
        double integral = context.registerDouble(Pid.INTEGRAL)
                + context.registerDouble(Pid.PROPORTIONAL)
                - proportional(context, oldPv, context.registerDouble(Pid.SETPOINT_NOW));
        if (integralTime > 0) {
            integral += share * percent(context, setpoint - pv) * dt / integralTime;
        }
        double proportional = proportional(context, pv, setpoint);
        double derivative = derivative(context, share, percent(context, pv - oldPv), dt);
        double wanted = proportional + integral + derivative;
        double output = limited(context, wanted, last, dt);
        if (integralTime > 0) {
            integral += (output - wanted) * StrictMath.min(1, dt / trackingTime(context, integralTime));
        }
        context.registerDouble(Pid.INTEGRAL, integral);
        context.registerDouble(Pid.DERIVATIVE, derivative);
        remember(context, pv, setpoint, proportional);
        return output;
    }

    private static double proportional(MachineContext context, double pv, double setpoint) {
        double low = context.attribute(Pid.PV_LOW);
        double weighted = context.attribute(Pid.SETPOINT_WEIGHT) * percent(context, setpoint - low);
        return sign(context) * context.attribute(Pid.GAIN) * (weighted - percent(context, pv - low));
    }

    private static double derivative(MachineContext context, double share, double change, double dt) {
        double time = context.attribute(Pid.DERIVATIVE_TIME);
        double filter = time / context.attribute(Pid.DERIVATIVE_FILTER);
        return (filter * context.registerDouble(Pid.DERIVATIVE) - share * time * change) / (filter + dt);
    }

    private static double limited(MachineContext context, double wanted, double last, double dt) {
        double output = clamp(wanted, context.attribute(Pid.OUTPUT_LOW), context.attribute(Pid.OUTPUT_HIGH));
        double rate = context.attribute(Pid.OUTPUT_RATE);
        return rate > 0 ? clamp(output, last - rate * dt, last + rate * dt) : output;
    }

    /** Time constant with which I follows what the limits leave of the output. */
    private static double trackingTime(MachineContext context, double integralTime) {
        double declared = context.attribute(Pid.TRACKING_TIME);
        double derivativeTime = context.attribute(Pid.DERIVATIVE_TIME);
        return declared > 0
                ? declared
                : derivativeTime > 0 ? StrictMath.sqrt(integralTime * derivativeTime) : integralTime;
    }

    private static void remember(MachineContext context, double pv, double setpoint, double proportional) {
        context.registerDouble(Pid.PV, pv);
        context.registerDouble(Pid.SETPOINT_NOW, setpoint);
        context.registerDouble(Pid.PROPORTIONAL, proportional);
    }

    /** A reverse acting loop opens when the PV falls. */
    private static double sign(MachineContext context) {
        return context.attributeBoolean(Pid.DIRECT) ? -1 : 1;
    }

    private static double percent(MachineContext context, double difference) {
        return difference * PERCENT / (context.attribute(Pid.PV_HIGH) - context.attribute(Pid.PV_LOW));
    }

    static double clamp(double value, double low, double high) {
        return value < low ? low : value > high ? high : value;
    }
}
