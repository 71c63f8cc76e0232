' What a person does in LibreOffice Writer with “File, Send, Outline to Presentation”, and then saves as .odp.
Sub Present(source, target)
  writer = StarDesktop.loadComponentFromURL(source, "_blank", 0, Array())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(writer.CurrentController.Frame, ".uno:SendOutlineToStarImpress", "", 0, Array())
  For turn = 1 To 100
    Wait 50
    components = StarDesktop.Components.createEnumeration()
    While components.hasMoreElements()
      found = components.nextElement()
      If found.supportsService("com.sun.star.presentation.PresentationDocument") Then
        found.storeToURL(target, Array())
        found.close(True)
        turn = 100
      End If
    Wend
  Next
  writer.close(True)
End Sub
