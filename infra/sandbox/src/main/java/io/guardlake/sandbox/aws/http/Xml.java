package io.guardlake.sandbox.aws.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** XML of requests and answers. A document type is refused, and with it external entities. */
public final class Xml {
  private Xml() {}

  public static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** One element with a text. */
  public static String element(String name, String text) {
    return "<%s>%s</%s>".formatted(name, escape(text), name);
  }

  /**
   * The root of a document.
   *
   * @throws AwsError MalformedXML, as S3 says it
   */
  public static Element parse(byte[] document) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Document parsed = factory.newDocumentBuilder().parse(new ByteArrayInputStream(document));
      return parsed.getDocumentElement();
    } catch (SAXException | IOException | ParserConfigurationException notXml) {
      throw new AwsError(
          400,
          "MalformedXML",
          "The XML you provided was not well-formed or did not validate against our published"
              + " schema");
    }
  }

  /** The elements of a name among an element's children. */
  public static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    NodeList nodes = parent.getChildNodes();

    for (int i = 0; i < nodes.getLength(); i++) {
      Node node = nodes.item(i);

      if (node instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }

    return found;
  }

  /** The text of the first element of a name, however deep. */
  public static Optional<String> text(Element parent, String name) {
    Node first = parent.getElementsByTagName(name).item(0);
    return Optional.ofNullable(first).map(node -> node.getTextContent().strip());
  }

  public static String write(Element root) {
    try {
      Transformer transformer = TransformerFactory.newInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      StringWriter text = new StringWriter();
      transformer.transform(new DOMSource(root), new StreamResult(text));
      return text.toString();
    } catch (TransformerException failure) {
      throw new IllegalStateException("XML that was read could not be written.", failure);
    }
  }
}
