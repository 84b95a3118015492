/*
 * Arranges a public meeting-scheduling set with Timefold's Java core, in default phases, one
 * thread. The twelve rules are those of the example of timefold-solver-benchmarks (68e78fb,
 * July 2025; Copyright its authors, Apache License 2.0), over plain classes without its files.
 *
 *   java MeetingsByTimefold SECONDS SEED < SET
 *
 * SECONDS are of processor time. SET has a line of each room's seats, a line of each grain's
 * day, and a line a meeting: its grains; who must come; who may come. Prints a line a
 * meeting: the grain it starts at and its room, both counted from 0.
 */
import static ai.timefold.solver.core.api.score.stream.Joiners.*;

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.solution.*;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import ai.timefold.solver.core.api.score.buildin.hardmediumsoft.HardMediumSoftScore;
import ai.timefold.solver.core.api.score.stream.*;
import ai.timefold.solver.core.api.score.stream.uni.UniConstraintStream;
import ai.timefold.solver.core.api.solver.*;
import ai.timefold.solver.core.config.solver.SolverConfig;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.*;

public class MeetingsByTimefold {

    public record Room(int number, int seats) {}
    public record Grain(int number, int day) {}
    public record Who(String name) {}

    public static class Attends {
        @PlanningId public final int id;
        public final Who who;
        public final int meeting;
        public Attends(int id, Who who, int meeting) { this.id = id; this.who = who; this.meeting = meeting; }
        public Who who() { return who; }
        public int meeting() { return meeting; }
    }
    public static class Must extends Attends { public Must(int i, Who w, int m) { super(i, w, m); } }
    public static class May extends Attends { public May(int i, Who w, int m) { super(i, w, m); } }

    @PlanningEntity
    public static class Held {
        @PlanningId public int id;
        public int length, people;
        @PlanningVariable public Grain start;
        @PlanningVariable public Room room;
        public Held() {}
        public Held(int id, int length, int people) { this.id = id; this.length = length; this.people = people; }
        public int id() { return id; }
        public Room room() { return room; }
        public int first() { return start.number(); }
        public int end() { return start.number() + length; }
        public Integer last() { return start == null ? null : start.number() + length - 1; }
        public int seats() { return room == null ? 0 : room.seats(); }
        public int over(Held other) {
            return Math.max(0, Math.min(end(), other.end()) - Math.max(first(), other.first()));
        }
    }

    @PlanningSolution
    public static class Month {
        @ValueRangeProvider @ProblemFactCollectionProperty public List<Grain> grains = new ArrayList<>();
        @ValueRangeProvider @ProblemFactCollectionProperty public List<Room> rooms = new ArrayList<>();
        @ProblemFactCollectionProperty public List<Attends> attends = new ArrayList<>();
        @PlanningEntityCollectionProperty public List<Held> meetings = new ArrayList<>();
        @PlanningScore public HardMediumSoftScore score;
    }

    public static class Rules implements ConstraintProvider {
        static final HardMediumSoftScore HARD = HardMediumSoftScore.ONE_HARD,
            MEDIUM = HardMediumSoftScore.ONE_MEDIUM, SOFT = HardMediumSoftScore.ONE_SOFT;

        @Override
        public Constraint[] defineConstraints(ConstraintFactory of) {
            return new Constraint[] {
                of.forEachUniquePair(Held.class, equal(Held::room), overlapping(Held::first, Held::end))
                    .penalize(HARD, (a, b) -> b.over(a)).asConstraint("Room conflict"),
                timed(of).ifNotExists(Grain.class, equal(Held::last, Grain::number))
                    .penalize(HARD, Held::last).asConstraint("Overtime"),
                of.forEachUniquePair(Must.class, equal(Must::who))
                    .join(Held.class, equal((a, b) -> a.meeting(), Held::id))
                    .join(Held.class, equal((a, b, one) -> b.meeting(), Held::id),
                        overlapping((a, b, one) -> one.first(), (a, b, one) -> one.end(), Held::first, Held::end))
                    .penalize(HARD, (a, b, one, other) -> other.over(one)).asConstraint("Required twice"),
                of.forEachIncludingUnassigned(Held.class).filter(each -> each.people > each.seats())
                    .penalize(HARD, each -> each.people - each.seats()).asConstraint("Seats"),
                timed(of).join(Grain.class, equal(Held::last, Grain::number),
                        filtering((each, grain) -> each.start.day() != grain.day()))
                    .penalize(HARD).asConstraint("One day"),
                of.forEach(Must.class).join(May.class, equal(Must::who, May::who))
                    .join(timed(of), equal((a, b) -> a.meeting(), Held::id))
                    .join(timed(of), equal((a, b, one) -> b.meeting(), Held::id),
                        overlapping((a, b, one) -> one.first(), (a, b, one) -> one.end(), Held::first, Held::end))
                    .penalize(MEDIUM, (a, b, one, other) -> other.over(one)).asConstraint("Required and preferred"),
                of.forEachUniquePair(May.class, equal(May::who))
                    .join(timed(of), equal((a, b) -> a.meeting(), Held::id))
                    .join(timed(of), equal((a, b, one) -> b.meeting(), Held::id),
                        overlapping((a, b, one) -> one.first(), (a, b, one) -> one.end(), Held::first, Held::end))
                    .penalize(MEDIUM, (a, b, one, other) -> other.over(one)).asConstraint("Preferred twice"),
                timed(of).penalize(SOFT, Held::last).asConstraint("As soon as possible"),
                timed(of).join(timed(of), equal(Held::last, each -> each.first() - 1))
                    .penalize(HardMediumSoftScore.ofSoft(100)).asConstraint("A break between"),
                timed(of).join(timed(of), greaterThan(Held::id), overlapping(Held::first, Held::end))
                    .penalize(HardMediumSoftScore.ofSoft(10), Held::over).asConstraint("Overlapping"),
                of.forEachIncludingUnassigned(Held.class).filter(each -> each.room != null)
                    .join(Room.class, lessThan(Held::seats, Room::seats))
                    .penalize(SOFT, (each, room) -> room.seats() - each.seats()).asConstraint("Larger rooms first"),
                of.forEach(Attends.class)
                    .join(Attends.class, equal(Attends::who), filtering((a, b) -> a.meeting() != b.meeting()))
                    .join(Held.class, equal((a, b) -> a.meeting(), Held::id))
                    .join(Held.class, equal((a, b, one) -> b.meeting(), Held::id),
                        lessThan((a, b, one) -> one.first(), Held::first),
                        filtering((a, b, one, other) -> one.room != other.room),
                        filtering((a, b, one, other) -> other.first() - one.end() <= 2))
                    .penalize(SOFT).asConstraint("Room stability"),
            };
        }

        private static UniConstraintStream<Held> timed(ConstraintFactory of) {
            return of.forEachIncludingUnassigned(Held.class).filter(each -> each.start != null);
        }
    }

    public static void main(String[] args) {
        double seconds = Double.parseDouble(args[0]);
        SolverConfig config = new SolverConfig().withSolutionClass(Month.class)
            .withEntityClasses(Held.class).withConstraintProviderClass(Rules.class)
            .withRandomSeed(Long.parseLong(args[1]));
        Solver<Month> solver = SolverFactory.<Month>create(config).buildSolver();
        Thread clock = new Thread(() -> stopAfter(solver, seconds));
        clock.setDaemon(true);
        clock.start();
        Month found = solver.solve(read(new Scanner(System.in)));
        System.err.println(found.score + " after " + spent() + " s of processor time");
        for (Held each : found.meetings) System.out.println(each.start.number() + " " + each.room.number());
    }

    private static double spent() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }

    private static void stopAfter(Solver<Month> solver, double seconds) {
        try {
            while (spent() < seconds) Thread.sleep(100);
        } catch (InterruptedException stop) {
            return;
        }
        solver.terminateEarly();
    }

    private static Month read(Scanner lines) {
        Month month = new Month();
        for (String seats : lines.nextLine().split(" "))
            month.rooms.add(new Room(month.rooms.size(), Integer.parseInt(seats)));
        for (String day : lines.nextLine().split(" "))
            month.grains.add(new Grain(month.grains.size(), Integer.parseInt(day)));
        while (lines.hasNextLine()) {
            String[] parts = lines.nextLine().split(";", -1);
            String[] must = names(parts[1]), may = names(parts[2]);
            int id = month.meetings.size();
            month.meetings.add(new Held(id, Integer.parseInt(parts[0]), must.length + may.length));
            for (String who : must) month.attends.add(new Must(month.attends.size(), new Who(who), id));
            for (String who : may) month.attends.add(new May(month.attends.size(), new Who(who), id));
        }
        return month;
    }

    private static String[] names(String part) {
        return part.isEmpty() ? new String[0] : part.split(" ");
    }
}
