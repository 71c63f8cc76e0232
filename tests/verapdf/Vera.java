import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Validates files by profiles, all in one process: `Vera ua1,2a FILE…` prints a line for each rule that one breaks. */
public class Vera {
  private static final int MOST_FAILURES = 100_000;

  public static void main(String[] arguments) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    for (int n = 1; n < arguments.length; n++) {
      for (String profile : arguments[0].split(",")) {
        report(arguments[n], profile);
      }
    }
  }

  private static void report(String path, String profile) {
    PDFAFlavour flavour = PDFAFlavour.byFlavourId(profile);
    try (FileInputStream in = new FileInputStream(path);
        PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour)) {
      ValidationResult result =
          Foundries.defaultInstance().createValidator(flavour, MOST_FAILURES, false, false, false).validate(parser);
      System.out.printf("checked\t%s\t%s\t%d%n", path, profile, result.getTotalAssertions());
      Map<String, String> broken = new TreeMap<>();
      for (TestAssertion one : result.getTestAssertions()) {
        if (one.getStatus() == TestAssertion.Status.FAILED) {
          broken.putIfAbsent(one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber(), one.getMessage());
        }
      }
      broken.forEach((rule, words) -> System.out.printf("broken\t%s\t%s\t%s %s%n", path, profile, rule, words));
    } catch (Exception unreadable) {
      System.out.printf("broken\t%s\t%s\t%s%n", path, profile, String.valueOf(unreadable).replace('\n', ' '));
    }
  }
}
