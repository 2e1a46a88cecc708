package io.ringmain.gateway.jobs.kinds;

import io.ringmain.gateway.jobs.JobFailure;
import io.ringmain.gateway.jobs.JobRun;
import io.ringmain.gateway.jobs.Parameters;
import io.ringmain.gateway.render.PageRenderer;
import io.ringmain.gateway.render.RenderException;
import io.ringmain.gateway.render.RenderFormat;
import io.ringmain.gateway.render.Rendering;
import io.ringmain.gateway.render.UserPages;
import io.ringmain.gateway.view.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** Reports and pages of the HMI as PDF and pictures. */
public final class ReportOutput {
    static final String[] FORMATS = {"html", "json", "pdf", "png"};
    private static final Pattern PAGE = Pattern.compile("/(#/[^\\p{Cntrl}]*)?");
    private static final int LONGEST_PAGE = 1_000;
    private static final int WIDTH = 1_280;
    private static final int HEIGHT = 800;

    private final PageRenderer renderer;
    private final UserPages pages;

    /** @param pages null in a process that serves none */
    public ReportOutput(PageRenderer renderer, UserPages pages) {
        this.renderer = renderer;
        this.pages = pages;
    }

    static boolean isRendered(Parameters given) {
        return format(given) != null;
    }

    /** Null for what needs no browser. */
    private static RenderFormat format(Parameters given) {
        return switch (given.text("format", "html")) {
            case "pdf" -> RenderFormat.PDF;
            case "png" -> RenderFormat.PNG;
            default -> null;
        };
    }

    void validate(Parameters given) {
        if (given.has("page")) {
            requirePage(given.text("page", ""));
            for (String other : new String[] {"report", "from", "to", "positions"}) {
                if (given.has(other)) {
                    throw Parameters.refused(other + ": is not for a page");
                }
            }
            if (!isRendered(given)) {
                throw Parameters.refused("format: a page is rendered as pdf or png");
            }
        }
        if (!isRendered(given) && (given.has("width") || given.has("height"))) {
            throw Parameters.refused("width, height: are for pdf and png");
        }
        width(given);
        height(given);
        if (isRendered(given)) {
            try {
                renderer.requireAvailable();
            } catch (RenderException e) {
                throw new Problem(422, e.code(), "Nothing can be rendered here: " + e.getMessage() + ".");
            }
        }
    }

    private static void requirePage(String page) {
        boolean isPage = page.length() <= LONGEST_PAGE && PAGE.matcher(page).matches();
        try {
            new URI(page);
        } catch (URISyntaxException e) {
            isPage = false;
        }
        if (!isPage) {
            throw Parameters.refused("page: a page of this server is expected, such as /#/alarms");
        }
    }

    private static int width(Parameters given) {
        return given.whole("width", WIDTH, Rendering.LEAST, Rendering.MOST);
    }

    private static int height(Parameters given) {
        return given.whole("height", HEIGHT, Rendering.LEAST, Rendering.MOST);
    }

    /** A page of the HMI, as who has submitted the job sees it. */
    void page(JobRun run, Parameters given) throws Exception {
        RenderFormat format = format(given);
        if (pages == null) {
            throw new JobFailure(RenderException.UNAVAILABLE, "This process serves no pages.");
        }
        run.progress(0, "rendering the page");
        guarded(
                run,
                () -> pages.render(
                        run.user(),
                        given.text("page", "/"),
                        format,
                        width(given),
                        height(given),
                        run.result("page." + format.label(), format.contentType()),
                        run::isCancelled));
    }

    /** A whole document that needs nothing else. */
    void html(JobRun run, Parameters given, String name, String html) throws Exception {
        RenderFormat format = format(given);
        run.progress(1, "rendering");
        guarded(
                run,
                () -> renderer.render(
                        Rendering.of(format, html, width(given), height(given)),
                        run.result(name + '.' + format.label(), format.contentType()),
                        run::isCancelled));
    }

    private interface Work {
        void run() throws RenderException, IOException;
    }

    private static void guarded(JobRun run, Work work) throws Exception {
        try {
            work.run();
        } catch (RenderException e) {
            run.throwIfCancelled();
            if (e.isCancelled()) {
                throw e; // the process ends: the job is done again
            }
            throw new JobFailure(e.code(), "It could not be rendered: " + e.getMessage() + ".");
        }
    }
}
